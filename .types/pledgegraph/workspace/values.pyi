from workspace.values import *
