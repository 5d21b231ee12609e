from workspace.published_answers import *
