from queries.place_words import *
