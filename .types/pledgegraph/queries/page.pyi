from queries.page import *
