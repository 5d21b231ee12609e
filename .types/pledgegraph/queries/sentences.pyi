from queries.sentences import *
