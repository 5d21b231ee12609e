from derive.arrangements import *
