from loaders.known import *
