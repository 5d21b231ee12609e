from loaders.names.unhcr_codes import *
