from graph.engines import *
