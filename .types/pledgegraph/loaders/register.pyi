from loaders.register import *
