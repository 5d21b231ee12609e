from graph.dataset import *
