from workspace.shape_problems import *
