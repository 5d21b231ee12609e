from loaders.table_rows import *
