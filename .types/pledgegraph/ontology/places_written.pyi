from ontology.places_written import *
