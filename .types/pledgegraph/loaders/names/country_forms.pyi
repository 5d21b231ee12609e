from loaders.names.country_forms import *
