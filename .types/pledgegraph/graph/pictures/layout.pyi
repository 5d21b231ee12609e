from graph.pictures.layout import *
