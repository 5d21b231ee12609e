from loaders.kinds.codes import *
