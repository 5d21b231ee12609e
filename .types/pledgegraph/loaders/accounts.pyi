from loaders.accounts import *
