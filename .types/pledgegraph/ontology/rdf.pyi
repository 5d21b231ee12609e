from ontology.rdf import *
