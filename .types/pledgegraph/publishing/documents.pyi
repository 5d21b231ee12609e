from publishing.documents import *
