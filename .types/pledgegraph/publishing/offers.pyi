from publishing.offers import *
