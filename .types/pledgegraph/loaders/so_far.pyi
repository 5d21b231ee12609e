from loaders.so_far import *
