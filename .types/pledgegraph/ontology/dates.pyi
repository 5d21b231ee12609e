from ontology.dates import *
