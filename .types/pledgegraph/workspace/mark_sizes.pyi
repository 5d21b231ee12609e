from workspace.mark_sizes import *
