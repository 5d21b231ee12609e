from graph.child import *
