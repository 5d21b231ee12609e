from loaders.decisions import *
