from queries.evidence import *
