from publishing.dumps import *
