from publishing import *
