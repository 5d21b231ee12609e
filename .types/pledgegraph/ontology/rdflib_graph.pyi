from ontology.rdflib_graph import *
