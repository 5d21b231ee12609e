from loaders.kinds.register_supporters import *
