from loaders.files.values import *
