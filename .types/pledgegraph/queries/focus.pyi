from queries.focus import *
