from ontology.labels import *
