from graph.neo4j.dataset import *
