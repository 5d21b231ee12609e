from publishing.names import *
