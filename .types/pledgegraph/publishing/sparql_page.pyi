from publishing.sparql_page import *
