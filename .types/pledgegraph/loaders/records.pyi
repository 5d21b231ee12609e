from loaders.records import *
