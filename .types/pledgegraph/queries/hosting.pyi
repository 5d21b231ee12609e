from queries.hosting import *
