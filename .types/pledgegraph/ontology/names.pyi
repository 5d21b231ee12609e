from ontology.names import *
