from graph.indexes import *
