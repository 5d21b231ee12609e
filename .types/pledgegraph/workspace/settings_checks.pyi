from workspace.settings_checks import *
