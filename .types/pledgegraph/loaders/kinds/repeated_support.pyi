from loaders.kinds.repeated_support import *
