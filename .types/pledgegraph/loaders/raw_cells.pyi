from loaders.raw_cells import *
