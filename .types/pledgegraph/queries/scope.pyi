from queries.scope import *
