from personal.telephones import *
