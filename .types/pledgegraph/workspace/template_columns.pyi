from workspace.template_columns import *
