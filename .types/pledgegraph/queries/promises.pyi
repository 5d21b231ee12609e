from queries.promises import *
