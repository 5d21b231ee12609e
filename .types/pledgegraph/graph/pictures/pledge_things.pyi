from graph.pictures.pledge_things import *
