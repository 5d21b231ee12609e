from personal.emails import *
