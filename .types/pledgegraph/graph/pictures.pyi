from graph.pictures import *
