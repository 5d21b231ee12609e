from loaders.files.joined_sheets import *
