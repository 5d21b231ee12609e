from publishing.captions import *
