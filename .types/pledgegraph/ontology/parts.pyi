from ontology.parts import *
