from graph.pictures.network_sheets import *
