from workspace.published_entries import *
