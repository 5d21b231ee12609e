from loaders.placing import *
