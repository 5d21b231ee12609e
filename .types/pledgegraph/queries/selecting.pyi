from queries.selecting import *
