from loaders.names.decided_actors import *
