from writing.cache import *
