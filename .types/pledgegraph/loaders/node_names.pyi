from loaders.node_names import *
