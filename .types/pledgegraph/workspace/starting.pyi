from workspace.starting import *
