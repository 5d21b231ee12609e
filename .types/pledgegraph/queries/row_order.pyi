from queries.row_order import *
