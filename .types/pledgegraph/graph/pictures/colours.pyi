from graph.pictures.colours import *
