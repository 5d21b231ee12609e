from queries.thin import *
