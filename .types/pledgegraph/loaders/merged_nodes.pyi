from loaders.merged_nodes import *
