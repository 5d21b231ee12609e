from derive.places import *
