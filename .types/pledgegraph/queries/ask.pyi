from queries.ask import *
