from ontology.situations import *
