from workspace.marked_workbook import *
