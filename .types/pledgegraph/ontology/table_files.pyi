from ontology.table_files import *
