from loaders.files.column_signs import *
