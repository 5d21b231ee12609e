from workspace.foreign_files import *
