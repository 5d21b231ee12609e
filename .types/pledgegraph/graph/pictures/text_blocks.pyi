from graph.pictures.text_blocks import *
