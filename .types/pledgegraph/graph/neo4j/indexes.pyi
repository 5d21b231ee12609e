from graph.neo4j.indexes import *
