from workspace.new_files import *
