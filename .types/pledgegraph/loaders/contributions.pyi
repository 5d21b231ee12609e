from loaders.contributions import *
