from queries.contacts_wanted import *
