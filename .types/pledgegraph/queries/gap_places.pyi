from queries.gap_places import *
