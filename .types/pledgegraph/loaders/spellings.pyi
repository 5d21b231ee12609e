from loaders.spellings import *
