from writing.room import *
