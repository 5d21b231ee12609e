from graph.choices import *
