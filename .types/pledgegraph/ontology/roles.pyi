from ontology.roles import *
