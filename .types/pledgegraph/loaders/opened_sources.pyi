from loaders.opened_sources import *
