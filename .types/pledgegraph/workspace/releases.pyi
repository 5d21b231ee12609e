from workspace.releases import *
