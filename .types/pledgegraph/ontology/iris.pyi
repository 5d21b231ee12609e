from ontology.iris import *
