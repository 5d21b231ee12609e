from loaders.files.fields import *
