from loaders.countries import *
