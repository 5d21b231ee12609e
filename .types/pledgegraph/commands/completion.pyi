from commands.completion import *
