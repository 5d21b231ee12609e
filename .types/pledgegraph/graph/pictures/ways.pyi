from graph.pictures.ways import *
