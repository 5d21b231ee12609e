from marks import *
