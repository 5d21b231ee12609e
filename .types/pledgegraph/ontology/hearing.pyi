from ontology.hearing import *
