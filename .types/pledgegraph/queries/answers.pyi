from queries.answers import *
