from queries.related import *
