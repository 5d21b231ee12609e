from graph.pictures.meeting import *
