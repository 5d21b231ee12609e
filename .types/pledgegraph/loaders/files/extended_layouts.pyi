from loaders.files.extended_layouts import *
