from commands.console import *
