from loaders.files.layout_files import *
