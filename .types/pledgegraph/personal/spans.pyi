from personal.spans import *
