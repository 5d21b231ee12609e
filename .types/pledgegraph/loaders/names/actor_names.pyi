from loaders.names.actor_names import *
