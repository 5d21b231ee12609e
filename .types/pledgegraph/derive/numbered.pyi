from derive.numbered import *
