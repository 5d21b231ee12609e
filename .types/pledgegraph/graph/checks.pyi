from graph.checks import *
