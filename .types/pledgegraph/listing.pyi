from listing import *
