from commands.progress import *
