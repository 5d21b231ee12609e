from loaders.kinds.called_pledges import *
