from loaders.files.unknown_words import *
