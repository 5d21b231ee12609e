from graph.admin_import import *
