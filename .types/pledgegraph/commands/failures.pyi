from commands.failures import *
