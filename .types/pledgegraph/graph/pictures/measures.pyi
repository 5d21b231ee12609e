from graph.pictures.measures import *
