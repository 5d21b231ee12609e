from writing.whole import *
