from loaders.kinds.pledges import *
