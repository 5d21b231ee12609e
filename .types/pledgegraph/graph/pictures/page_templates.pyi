from graph.pictures.page_templates import *
