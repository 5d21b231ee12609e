from commands.pages import *
