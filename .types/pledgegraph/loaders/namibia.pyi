from loaders.namibia import *
