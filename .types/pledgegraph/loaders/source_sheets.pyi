from loaders.source_sheets import *
