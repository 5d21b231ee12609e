from loaders.sheet_copies import *
