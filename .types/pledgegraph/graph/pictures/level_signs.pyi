from graph.pictures.level_signs import *
