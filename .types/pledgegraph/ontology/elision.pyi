from ontology.elision import *
