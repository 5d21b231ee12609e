from publishing.examples import *
