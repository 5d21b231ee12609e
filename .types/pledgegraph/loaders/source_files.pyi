from loaders.source_files import *
