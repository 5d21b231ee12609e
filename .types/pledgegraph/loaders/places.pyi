from loaders.places import *
