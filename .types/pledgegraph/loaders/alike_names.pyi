from loaders.alike_names import *
