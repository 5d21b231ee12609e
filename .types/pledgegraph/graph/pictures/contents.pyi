from graph.pictures.contents import *
