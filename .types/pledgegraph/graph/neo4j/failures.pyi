from graph.neo4j.failures import *
