from loaders.text_files import *
