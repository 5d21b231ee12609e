from queries.coverage import *
