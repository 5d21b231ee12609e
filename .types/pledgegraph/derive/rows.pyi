from derive.rows import *
