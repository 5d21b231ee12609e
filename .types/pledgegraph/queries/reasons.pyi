from queries.reasons import *
