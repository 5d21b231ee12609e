from loaders.mapping import *
