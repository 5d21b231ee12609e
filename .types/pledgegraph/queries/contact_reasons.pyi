from queries.contact_reasons import *
