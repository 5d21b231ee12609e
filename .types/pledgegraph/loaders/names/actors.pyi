from loaders.names.actors import *
