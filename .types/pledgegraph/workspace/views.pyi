from workspace.views import *
