from workspace.builds import *
