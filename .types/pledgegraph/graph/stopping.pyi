from graph.stopping import *
