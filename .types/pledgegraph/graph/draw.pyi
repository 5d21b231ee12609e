from graph.draw import *
