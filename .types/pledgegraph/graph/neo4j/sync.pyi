from graph.neo4j.sync import *
