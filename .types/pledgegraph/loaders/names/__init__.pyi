from loaders.names import *
