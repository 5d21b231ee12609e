from loaders.files.workbook_headers import *
