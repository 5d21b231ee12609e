from queries.candidates import *
