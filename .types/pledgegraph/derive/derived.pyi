from derive.derived import *
