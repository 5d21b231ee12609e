from workspace.lists import *
