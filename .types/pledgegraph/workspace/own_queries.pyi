from workspace.own_queries import *
