from graph.comparing import *
