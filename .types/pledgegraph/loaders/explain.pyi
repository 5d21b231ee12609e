from loaders.explain import *
