from graph.hxl import *
