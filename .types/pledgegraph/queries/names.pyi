from queries.names import *
