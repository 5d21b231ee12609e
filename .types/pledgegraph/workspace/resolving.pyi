from workspace.resolving import *
