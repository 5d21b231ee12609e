from graph.asking import *
