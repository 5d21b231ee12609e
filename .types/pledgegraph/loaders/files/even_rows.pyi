from loaders.files.even_rows import *
