from queries.reasoning.show_pledge import *
