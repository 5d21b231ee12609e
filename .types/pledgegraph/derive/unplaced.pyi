from derive.unplaced import *
