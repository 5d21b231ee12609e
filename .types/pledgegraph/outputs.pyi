from outputs import *
