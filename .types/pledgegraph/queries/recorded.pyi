from queries.recorded import *
