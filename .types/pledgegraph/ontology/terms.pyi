from ontology.terms import *
