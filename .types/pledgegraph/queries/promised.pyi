from queries.promised import *
