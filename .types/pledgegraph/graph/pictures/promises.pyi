from graph.pictures.promises import *
