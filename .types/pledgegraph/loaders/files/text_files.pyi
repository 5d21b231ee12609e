from loaders.files.text_files import *
