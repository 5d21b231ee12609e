from publishing.addresses import *
