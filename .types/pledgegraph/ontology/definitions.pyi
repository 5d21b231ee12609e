from ontology.definitions import *
