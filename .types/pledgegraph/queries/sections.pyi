from queries.sections import *
