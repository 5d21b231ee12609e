from workspace.compared_sides import *
