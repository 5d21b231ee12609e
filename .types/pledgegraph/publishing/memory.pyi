from publishing.memory import *
