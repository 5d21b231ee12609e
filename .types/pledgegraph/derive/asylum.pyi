from derive.asylum import *
