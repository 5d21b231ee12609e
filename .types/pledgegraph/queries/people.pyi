from queries.people import *
