from loaders.files.coded_cells import *
