from queries.card_sentences import *
