from graph.limits import *
