from commands.differences import *
