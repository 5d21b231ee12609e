from queries.workbook import *
