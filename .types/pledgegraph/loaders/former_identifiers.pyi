from loaders.former_identifiers import *
