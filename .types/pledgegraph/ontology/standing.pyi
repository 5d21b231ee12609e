from ontology.standing import *
