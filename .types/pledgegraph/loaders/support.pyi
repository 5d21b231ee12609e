from loaders.support import *
