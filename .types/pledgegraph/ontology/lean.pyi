from ontology.lean import *
