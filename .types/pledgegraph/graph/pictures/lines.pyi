from graph.pictures.lines import *
