from writing.marks import *
