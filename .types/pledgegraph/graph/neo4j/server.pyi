from graph.neo4j.server import *
