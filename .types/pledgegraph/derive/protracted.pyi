from derive.protracted import *
