from workspace.given_names import *
