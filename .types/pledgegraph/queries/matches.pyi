from queries.matches import *
