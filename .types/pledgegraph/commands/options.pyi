from commands.options import *
