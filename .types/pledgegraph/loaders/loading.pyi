from loaders.loading import *
