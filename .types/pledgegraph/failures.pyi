from failures import *
