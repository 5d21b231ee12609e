from loaders.names.supporters import *
