from loaders.files.workbooks import *
