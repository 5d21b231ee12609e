from errors import *
