from ontology.schema import *
