from ontology.collector import *
