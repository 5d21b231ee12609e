from queries.grouping import *
