from publishing.site import *
