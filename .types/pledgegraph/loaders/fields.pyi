from loaders.fields import *
