from graph.pictures.network_rows import *
