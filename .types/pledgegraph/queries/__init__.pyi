from queries import *
