from loaders.kinds.arrangements import *
