from queries.showing import *
