from loaders.kinds.people_concerned import *
