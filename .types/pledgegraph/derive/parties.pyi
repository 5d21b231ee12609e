from derive.parties import *
