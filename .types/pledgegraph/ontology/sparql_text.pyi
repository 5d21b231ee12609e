from ontology.sparql_text import *
