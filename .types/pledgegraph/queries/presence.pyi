from queries.presence import *
