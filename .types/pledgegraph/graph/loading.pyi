from graph.loading import *
