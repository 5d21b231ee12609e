from graph.pictures.government_names import *
