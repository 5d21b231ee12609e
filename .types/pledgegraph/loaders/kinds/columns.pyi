from loaders.kinds.columns import *
