from ontology.provenance import *
