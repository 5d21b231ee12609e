from cache import *
