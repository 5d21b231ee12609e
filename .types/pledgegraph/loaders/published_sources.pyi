from loaders.published_sources import *
