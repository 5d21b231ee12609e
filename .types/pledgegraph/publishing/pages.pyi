from publishing.pages import *
