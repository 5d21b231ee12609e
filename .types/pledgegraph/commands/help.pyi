from commands.help import *
