from publishing.objects import *
