from loaders.population import *
