from commands.fetching import *
