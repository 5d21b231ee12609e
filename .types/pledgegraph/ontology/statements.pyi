from ontology.statements import *
