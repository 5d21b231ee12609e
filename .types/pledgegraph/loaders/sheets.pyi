from loaders.sheets import *
