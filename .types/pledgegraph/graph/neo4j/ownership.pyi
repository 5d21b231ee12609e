from graph.neo4j.ownership import *
