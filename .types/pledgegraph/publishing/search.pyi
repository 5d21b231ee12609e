from publishing.search import *
