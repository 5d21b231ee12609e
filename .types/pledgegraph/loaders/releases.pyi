from loaders.releases import *
