from loaders.names.reference import *
