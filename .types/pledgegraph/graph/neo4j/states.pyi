from graph.neo4j.states import *
