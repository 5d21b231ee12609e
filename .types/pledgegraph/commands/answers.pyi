from commands.answers import *
