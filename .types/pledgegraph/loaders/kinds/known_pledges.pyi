from loaders.kinds.known_pledges import *
