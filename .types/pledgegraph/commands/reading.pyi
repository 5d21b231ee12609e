from commands.reading import *
