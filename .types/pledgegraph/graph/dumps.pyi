from graph.dumps import *
