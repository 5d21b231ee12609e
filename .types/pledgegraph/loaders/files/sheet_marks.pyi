from loaders.files.sheet_marks import *
