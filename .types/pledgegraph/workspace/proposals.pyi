from workspace.proposals import *
