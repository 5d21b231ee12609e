from loaders.files.own_layouts import *
