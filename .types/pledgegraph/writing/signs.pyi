from writing.signs import *
