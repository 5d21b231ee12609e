from publishing.answers import *
