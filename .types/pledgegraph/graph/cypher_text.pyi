from graph.cypher_text import *
