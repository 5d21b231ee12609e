from loaders import *
