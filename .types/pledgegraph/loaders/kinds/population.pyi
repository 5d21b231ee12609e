from loaders.kinds.population import *
