from writing.left_over import *
