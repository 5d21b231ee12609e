from graph.pictures.drawing import *
