from loaders.kinds.submitters import *
