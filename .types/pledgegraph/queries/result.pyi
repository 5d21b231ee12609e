from queries.result import *
