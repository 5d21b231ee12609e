from loaders.pledges import *
