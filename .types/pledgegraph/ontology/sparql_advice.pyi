from ontology.sparql_advice import *
