from loaders.recognising import *
