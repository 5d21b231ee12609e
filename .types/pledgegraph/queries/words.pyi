from queries.words import *
