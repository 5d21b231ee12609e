from publishing.slices import *
