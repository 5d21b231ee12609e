from workspace.adding import *
