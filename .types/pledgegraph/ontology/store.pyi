from ontology.store import *
