from queries.peers import *
