from ontology.literals import *
