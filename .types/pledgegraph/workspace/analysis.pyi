from workspace.analysis import *
