from workspace.comparing import *
