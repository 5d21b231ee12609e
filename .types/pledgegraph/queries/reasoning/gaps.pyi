from queries.reasoning.gaps import *
