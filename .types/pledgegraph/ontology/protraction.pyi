from ontology.protraction import *
