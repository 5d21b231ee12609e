from publishing.turtle import *
