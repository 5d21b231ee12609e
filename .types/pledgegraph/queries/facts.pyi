from queries.facts import *
