from derive.mentions import *
