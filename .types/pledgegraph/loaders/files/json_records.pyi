from loaders.files.json_records import *
