from graph.neo4j.comparing import *
