from publishing.lists import *
