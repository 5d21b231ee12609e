from workspace.templates import *
