from queries.given_values import *
