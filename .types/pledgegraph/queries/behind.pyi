from queries.behind import *
