from loaders.ignored_actors import *
