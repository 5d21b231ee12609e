from graph.tables_as_csv import *
