from publishing.computed import *
