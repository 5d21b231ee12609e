from publishing.pictures import *
