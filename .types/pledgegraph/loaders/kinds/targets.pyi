from loaders.kinds.targets import *
