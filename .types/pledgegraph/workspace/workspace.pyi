from workspace.workspace import *
