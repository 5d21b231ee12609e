from loaders.stated_cells import *
