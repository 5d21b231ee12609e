from workspace.versions import *
