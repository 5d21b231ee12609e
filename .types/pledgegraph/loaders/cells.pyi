from loaders.cells import *
