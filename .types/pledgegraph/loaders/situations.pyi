from loaders.situations import *
