from queries.pledges import *
