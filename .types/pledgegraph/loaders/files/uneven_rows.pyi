from loaders.files.uneven_rows import *
