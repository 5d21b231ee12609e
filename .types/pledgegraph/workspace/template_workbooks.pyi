from workspace.template_workbooks import *
