from graph.derive import *
