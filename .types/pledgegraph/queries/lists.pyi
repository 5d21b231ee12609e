from queries.lists import *
