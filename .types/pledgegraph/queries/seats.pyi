from queries.seats import *
