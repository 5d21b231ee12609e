from graph.pictures.captions import *
