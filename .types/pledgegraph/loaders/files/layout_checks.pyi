from loaders.files.layout_checks import *
