from derive.citing import *
