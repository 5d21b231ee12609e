from publishing.hosting import *
