from loaders.kinds.follow_ups import *
