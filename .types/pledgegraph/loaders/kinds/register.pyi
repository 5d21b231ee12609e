from loaders.kinds.register import *
