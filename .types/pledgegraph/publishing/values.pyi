from publishing.values import *
