from queries.reasoning.unanchored import *
