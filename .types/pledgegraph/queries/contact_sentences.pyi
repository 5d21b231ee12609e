from queries.contact_sentences import *
