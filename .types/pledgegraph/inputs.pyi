from inputs import *
