from workspace.file_names import *
