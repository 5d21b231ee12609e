from queries.seat_ties import *
