from queries.emptiness import *
