from workspace.settings import *
