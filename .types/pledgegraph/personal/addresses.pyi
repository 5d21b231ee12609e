from personal.addresses import *
