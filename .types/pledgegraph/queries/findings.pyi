from queries.findings import *
