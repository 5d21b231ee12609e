from queries.catalogue import *
