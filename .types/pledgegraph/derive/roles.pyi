from derive.roles import *
