from derive.frames import *
