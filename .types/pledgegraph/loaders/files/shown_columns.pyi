from loaders.files.shown_columns import *
