from graph.pictures.bitmaps import *
