from loaders.files.csv_rows import *
