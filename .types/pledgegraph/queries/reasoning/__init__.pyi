from queries.reasoning import *
