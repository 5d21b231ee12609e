from ontology.changes import *
