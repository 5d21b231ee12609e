from loaders.files.numbers import *
