from workspace.pictures import *
