from loaders.names.shared_names import *
