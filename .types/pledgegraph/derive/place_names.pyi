from derive.place_names import *
