from workspace.sources import *
