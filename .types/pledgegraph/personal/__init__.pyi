from personal import *
