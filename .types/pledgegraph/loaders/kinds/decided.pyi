from loaders.kinds.decided import *
