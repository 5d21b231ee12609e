from loaders.files.cell_parts import *
