from loaders.claims import *
