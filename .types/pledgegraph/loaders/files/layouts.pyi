from loaders.files.layouts import *
