from loaders.kinds.memberships import *
