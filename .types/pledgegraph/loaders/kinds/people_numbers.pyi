from loaders.kinds.people_numbers import *
