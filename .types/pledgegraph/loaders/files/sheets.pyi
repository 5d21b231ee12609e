from loaders.files.sheets import *
