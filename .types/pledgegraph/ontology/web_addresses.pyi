from ontology.web_addresses import *
