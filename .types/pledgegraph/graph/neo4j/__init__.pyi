from graph.neo4j import *
