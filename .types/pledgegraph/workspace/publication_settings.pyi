from workspace.publication_settings import *
