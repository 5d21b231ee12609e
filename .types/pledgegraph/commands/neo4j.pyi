from commands.neo4j import *
