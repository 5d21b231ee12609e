from loaders.sources_by_kind import *
