from loaders.names.arrangement_names import *
