from publishing.frames import *
