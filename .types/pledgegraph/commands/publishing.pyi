from commands.publishing import *
