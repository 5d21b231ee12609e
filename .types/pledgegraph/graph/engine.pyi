from graph.engine import *
