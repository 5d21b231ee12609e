from queries.reasoning.unsupported import *
