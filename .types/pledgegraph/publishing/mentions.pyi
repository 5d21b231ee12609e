from publishing.mentions import *
