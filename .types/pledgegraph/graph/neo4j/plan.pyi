from graph.neo4j.plan import *
