from workspace.fetching import *
