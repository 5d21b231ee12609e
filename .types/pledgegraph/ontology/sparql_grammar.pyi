from ontology.sparql_grammar import *
