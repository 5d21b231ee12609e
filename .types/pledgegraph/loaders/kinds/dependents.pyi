from loaders.kinds.dependents import *
