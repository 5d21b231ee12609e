from loaders.files.dates import *
