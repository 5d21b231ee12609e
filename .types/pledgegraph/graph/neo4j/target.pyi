from graph.neo4j.target import *
