from workspace.sarif_log import *
