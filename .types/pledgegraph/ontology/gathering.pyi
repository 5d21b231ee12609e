from ontology.gathering import *
