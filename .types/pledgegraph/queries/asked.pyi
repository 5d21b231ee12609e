from queries.asked import *
