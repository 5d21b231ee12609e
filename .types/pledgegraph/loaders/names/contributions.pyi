from loaders.names.contributions import *
