from loaders.kinds.themes import *
