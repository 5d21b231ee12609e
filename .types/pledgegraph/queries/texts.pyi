from queries.texts import *
