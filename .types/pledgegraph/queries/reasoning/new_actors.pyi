from queries.reasoning.new_actors import *
