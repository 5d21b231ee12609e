from loaders.files.odd_rows import *
