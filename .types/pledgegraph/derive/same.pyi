from derive.same import *
