from writing.tabular import *
