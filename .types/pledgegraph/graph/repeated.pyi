from graph.repeated import *
