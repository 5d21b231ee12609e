from graph.pictures.composition import *
