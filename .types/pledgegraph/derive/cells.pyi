from derive.cells import *
