from queries.acquaintance import *
