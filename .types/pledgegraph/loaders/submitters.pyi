from loaders.submitters import *
