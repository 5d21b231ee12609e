from loaders.files.header_words import *
