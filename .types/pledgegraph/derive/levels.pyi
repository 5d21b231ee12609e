from derive.levels import *
