from workspace.mapping import *
