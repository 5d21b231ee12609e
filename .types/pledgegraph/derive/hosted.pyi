from derive.hosted import *
