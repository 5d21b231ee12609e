from workspace.site_stamps import *
