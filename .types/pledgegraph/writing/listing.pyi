from writing.listing import *
