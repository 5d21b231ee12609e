from writing import *
