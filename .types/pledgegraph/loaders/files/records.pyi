from loaders.files.records import *
