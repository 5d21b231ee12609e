from loaders.kinds.situations import *
