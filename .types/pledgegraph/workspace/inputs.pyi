from workspace.inputs import *
