from queries.sharing import *
