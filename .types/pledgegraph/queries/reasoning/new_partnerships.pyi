from queries.reasoning.new_partnerships import *
