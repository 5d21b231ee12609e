from loaders.kinds import *
