from commands.mapping import *
