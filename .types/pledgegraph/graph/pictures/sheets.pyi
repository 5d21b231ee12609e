from graph.pictures.sheets import *
