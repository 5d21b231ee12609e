from commands.workspaces import *
