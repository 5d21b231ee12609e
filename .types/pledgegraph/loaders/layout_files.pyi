from loaders.layout_files import *
