from queries.situations import *
