from ontology.languages import *
