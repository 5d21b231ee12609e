from loaders.matches import *
