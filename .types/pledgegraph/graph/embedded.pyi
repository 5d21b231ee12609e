from graph.embedded import *
