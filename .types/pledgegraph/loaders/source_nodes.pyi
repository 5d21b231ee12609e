from loaders.source_nodes import *
