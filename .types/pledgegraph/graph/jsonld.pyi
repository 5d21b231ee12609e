from graph.jsonld import *
