from queries.sheets import *
