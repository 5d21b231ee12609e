from writing.locks import *
