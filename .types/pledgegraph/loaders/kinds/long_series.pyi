from loaders.kinds.long_series import *
