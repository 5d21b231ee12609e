from derive.progress import *
