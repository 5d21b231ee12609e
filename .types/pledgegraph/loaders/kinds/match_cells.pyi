from loaders.kinds.match_cells import *
