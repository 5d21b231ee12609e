from loaders.release_checks import *
