from loaders.source_folders import *
