from derive.objectives import *
