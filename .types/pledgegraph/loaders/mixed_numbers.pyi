from loaders.mixed_numbers import *
