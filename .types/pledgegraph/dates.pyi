from dates import *
