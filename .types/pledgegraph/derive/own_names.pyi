from derive.own_names import *
