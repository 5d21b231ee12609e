from ontology.links import *
