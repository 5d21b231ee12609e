from loaders.kinds.multistakeholder_pledges import *
