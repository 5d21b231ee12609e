from loaders.files.cells import *
