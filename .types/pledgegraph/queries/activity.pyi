from queries.activity import *
