from loaders.names.countries import *
