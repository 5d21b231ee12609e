from loaders.files.workbook_files import *
