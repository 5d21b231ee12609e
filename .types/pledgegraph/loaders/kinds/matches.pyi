from loaders.kinds.matches import *
