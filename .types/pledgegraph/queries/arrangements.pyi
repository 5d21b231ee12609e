from queries.arrangements import *
