from graph.neo4j.addresses import *
