from queries.cells import *
