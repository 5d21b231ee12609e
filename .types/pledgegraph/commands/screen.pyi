from commands.screen import *
