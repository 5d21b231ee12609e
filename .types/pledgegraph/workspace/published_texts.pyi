from workspace.published_texts import *
