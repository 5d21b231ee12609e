from loaders.files.texts import *
