from graph.pictures.seat_sections import *
