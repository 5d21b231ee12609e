from loaders.kinds.updates import *
