from graph.sync import *
