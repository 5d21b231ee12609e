from ontology.shacl import *
