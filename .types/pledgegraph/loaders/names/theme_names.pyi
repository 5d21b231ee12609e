from loaders.names.theme_names import *
