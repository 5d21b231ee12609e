from loaders.row_places import *
