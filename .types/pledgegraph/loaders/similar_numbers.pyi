from loaders.similar_numbers import *
