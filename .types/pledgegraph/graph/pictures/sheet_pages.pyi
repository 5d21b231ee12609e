from graph.pictures.sheet_pages import *
