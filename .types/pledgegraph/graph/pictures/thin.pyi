from graph.pictures.thin import *
