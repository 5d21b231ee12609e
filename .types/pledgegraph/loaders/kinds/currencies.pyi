from loaders.kinds.currencies import *
