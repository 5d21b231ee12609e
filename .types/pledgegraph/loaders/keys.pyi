from loaders.keys import *
