from workspace import *
