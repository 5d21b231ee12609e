from graph.neo4j.admin_import import *
