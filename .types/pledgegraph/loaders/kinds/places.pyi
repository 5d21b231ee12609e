from loaders.kinds.places import *
