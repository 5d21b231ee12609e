from queries.parameters import *
