from queries.neighbours import *
