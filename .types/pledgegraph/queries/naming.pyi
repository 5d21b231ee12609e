from queries.naming import *
