from publishing.feeds import *
