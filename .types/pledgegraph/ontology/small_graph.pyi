from ontology.small_graph import *
