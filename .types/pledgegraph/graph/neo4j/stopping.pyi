from graph.neo4j.stopping import *
