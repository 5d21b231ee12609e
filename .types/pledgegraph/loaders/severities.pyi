from loaders.severities import *
