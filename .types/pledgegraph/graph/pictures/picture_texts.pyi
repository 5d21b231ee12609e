from graph.pictures.picture_texts import *
