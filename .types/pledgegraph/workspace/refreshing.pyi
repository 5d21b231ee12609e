from workspace.refreshing import *
