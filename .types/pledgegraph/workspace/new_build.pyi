from workspace.new_build import *
