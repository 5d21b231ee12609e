from commands.questions import *
