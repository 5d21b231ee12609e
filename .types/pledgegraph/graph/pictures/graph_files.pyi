from graph.pictures.graph_files import *
