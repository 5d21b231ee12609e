from workspace.settings_file import *
