from loaders.files.headers import *
