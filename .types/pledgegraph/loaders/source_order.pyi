from loaders.source_order import *
