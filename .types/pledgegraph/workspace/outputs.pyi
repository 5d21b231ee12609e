from workspace.outputs import *
