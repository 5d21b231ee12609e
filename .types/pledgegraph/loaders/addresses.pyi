from loaders.addresses import *
