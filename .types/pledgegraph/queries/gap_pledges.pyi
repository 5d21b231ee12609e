from queries.gap_pledges import *
