from queries.functions import *
