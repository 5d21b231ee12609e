from loaders.files.strange_words import *
