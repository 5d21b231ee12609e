from loaders.kinds.match_rules import *
