from commands.pictures import *
