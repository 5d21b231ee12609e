from workspace.pipeline import *
