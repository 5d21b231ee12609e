from graph.pictures.curves import *
