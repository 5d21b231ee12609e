from loaders.arrangements import *
