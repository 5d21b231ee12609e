from loaders.kinds.follow_up_sheets import *
