from loaders.files.text_sheets import *
