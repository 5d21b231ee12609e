from loaders.actors import *
