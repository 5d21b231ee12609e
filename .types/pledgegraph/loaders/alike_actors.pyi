from loaders.alike_actors import *
