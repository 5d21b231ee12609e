from views import *
