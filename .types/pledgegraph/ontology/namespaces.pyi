from ontology.namespaces import *
