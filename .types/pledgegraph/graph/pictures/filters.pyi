from graph.pictures.filters import *
