from workspace.expectations import *
