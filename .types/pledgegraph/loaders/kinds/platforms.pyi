from loaders.kinds.platforms import *
