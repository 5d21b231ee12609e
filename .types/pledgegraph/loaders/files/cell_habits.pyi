from loaders.files.cell_habits import *
