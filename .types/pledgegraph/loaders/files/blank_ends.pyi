from loaders.files.blank_ends import *
