from loaders.kinds.register_matches import *
