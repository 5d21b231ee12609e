from ontology.current import *
