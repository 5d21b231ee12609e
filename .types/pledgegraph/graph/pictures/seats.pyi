from graph.pictures.seats import *
