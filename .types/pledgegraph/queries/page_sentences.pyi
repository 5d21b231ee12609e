from queries.page_sentences import *
