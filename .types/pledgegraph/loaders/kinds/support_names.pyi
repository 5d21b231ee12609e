from loaders.kinds.support_names import *
