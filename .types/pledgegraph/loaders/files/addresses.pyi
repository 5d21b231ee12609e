from loaders.files.addresses import *
