from workspace.compared_links import *
