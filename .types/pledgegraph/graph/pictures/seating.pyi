from graph.pictures.seating import *
