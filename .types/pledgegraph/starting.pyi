from starting import *
