from loaders.kinds.merged_rows import *
