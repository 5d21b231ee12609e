from loaders.value_cells import *
