from loaders.matched_columns import *
