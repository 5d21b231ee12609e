from ontology.quads import *
