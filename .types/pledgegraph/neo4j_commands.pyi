from neo4j_commands import *
