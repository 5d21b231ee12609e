from loaders.files.tags import *
