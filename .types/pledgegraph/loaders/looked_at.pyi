from loaders.looked_at import *
