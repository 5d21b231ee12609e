from loaders.differences import *
