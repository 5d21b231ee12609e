from loaders.files.keys import *
