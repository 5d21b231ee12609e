from loaders.acronyms import *
