from workspace.following import *
