from publishing.rows import *
