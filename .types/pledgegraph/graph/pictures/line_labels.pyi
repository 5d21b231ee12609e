from graph.pictures.line_labels import *
