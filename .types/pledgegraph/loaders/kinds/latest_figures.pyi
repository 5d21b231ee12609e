from loaders.kinds.latest_figures import *
