from loaders.files.json_sheets import *
