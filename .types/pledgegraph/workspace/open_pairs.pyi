from workspace.open_pairs import *
