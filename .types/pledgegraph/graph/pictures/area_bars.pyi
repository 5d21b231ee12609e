from graph.pictures.area_bars import *
