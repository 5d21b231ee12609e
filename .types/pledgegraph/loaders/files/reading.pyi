from loaders.files.reading import *
