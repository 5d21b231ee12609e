from derive import *
