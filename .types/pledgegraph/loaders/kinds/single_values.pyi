from loaders.kinds.single_values import *
