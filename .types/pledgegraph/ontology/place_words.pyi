from ontology.place_words import *
