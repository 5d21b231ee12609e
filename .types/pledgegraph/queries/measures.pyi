from queries.measures import *
