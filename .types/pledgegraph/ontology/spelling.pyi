from ontology.spelling import *
