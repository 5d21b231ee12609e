from workspace.shown_page import *
