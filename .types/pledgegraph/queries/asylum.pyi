from queries.asylum import *
