from graph.pictures.labels import *
