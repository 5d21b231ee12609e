from publishing.reference import *
