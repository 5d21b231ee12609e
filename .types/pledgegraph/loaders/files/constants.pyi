from loaders.files.constants import *
