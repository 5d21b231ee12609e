from commands.resolving import *
