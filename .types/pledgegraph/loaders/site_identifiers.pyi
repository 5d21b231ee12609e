from loaders.site_identifiers import *
