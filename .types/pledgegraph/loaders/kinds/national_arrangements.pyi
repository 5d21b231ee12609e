from loaders.kinds.national_arrangements import *
