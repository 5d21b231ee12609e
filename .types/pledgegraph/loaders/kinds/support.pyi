from loaders.kinds.support import *
