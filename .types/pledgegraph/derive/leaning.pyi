from derive.leaning import *
