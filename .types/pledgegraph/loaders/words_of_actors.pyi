from loaders.words_of_actors import *
