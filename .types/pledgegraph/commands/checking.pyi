from commands.checking import *
