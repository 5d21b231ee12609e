from derive.joint import *
