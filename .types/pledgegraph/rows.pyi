from rows import *
