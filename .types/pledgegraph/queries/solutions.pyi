from queries.solutions import *
