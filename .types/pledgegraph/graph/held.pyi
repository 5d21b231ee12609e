from graph.held import *
