from loaders.names.namibia import *
