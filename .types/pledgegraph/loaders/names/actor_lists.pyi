from loaders.names.actor_lists import *
