from workspace.sheets import *
