from loaders.files.ods_texts import *
