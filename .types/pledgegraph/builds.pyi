from builds import *
