from loaders.names.governments import *
