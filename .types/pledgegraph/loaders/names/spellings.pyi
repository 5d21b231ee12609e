from loaders.names.spellings import *
