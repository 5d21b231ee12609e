from loaders.kinds.amounts import *
