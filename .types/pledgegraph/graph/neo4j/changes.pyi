from graph.neo4j.changes import *
