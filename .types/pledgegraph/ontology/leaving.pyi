from ontology.leaving import *
