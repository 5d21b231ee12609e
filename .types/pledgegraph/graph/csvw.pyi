from graph.csvw import *
