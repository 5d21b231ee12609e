from workspace.compared_names import *
