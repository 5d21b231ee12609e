from queries.cooperation import *
