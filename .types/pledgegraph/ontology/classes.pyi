from ontology.classes import *
