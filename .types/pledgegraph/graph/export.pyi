from graph.export import *
