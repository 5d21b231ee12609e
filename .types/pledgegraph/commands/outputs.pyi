from commands.outputs import *
