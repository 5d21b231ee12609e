from commands.place import *
