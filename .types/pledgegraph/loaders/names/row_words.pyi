from loaders.names.row_words import *
