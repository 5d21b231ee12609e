from ontology.vocabularies import *
