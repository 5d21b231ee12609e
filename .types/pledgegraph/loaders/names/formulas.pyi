from loaders.names.formulas import *
