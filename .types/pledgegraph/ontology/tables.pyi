from ontology.tables import *
