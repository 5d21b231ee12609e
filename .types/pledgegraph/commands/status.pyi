from commands.status import *
