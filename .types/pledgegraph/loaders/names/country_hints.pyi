from loaders.names.country_hints import *
