from loaders.files.workbook_cells import *
