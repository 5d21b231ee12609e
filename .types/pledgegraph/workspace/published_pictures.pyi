from workspace.published_pictures import *
