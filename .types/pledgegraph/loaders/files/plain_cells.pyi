from loaders.files.plain_cells import *
