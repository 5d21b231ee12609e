from derive.matches import *
