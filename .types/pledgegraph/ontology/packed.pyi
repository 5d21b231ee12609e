from ontology.packed import *
